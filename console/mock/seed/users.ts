import { uuid } from "../chance.ts";
import type { World } from "../world.ts";

const NAMES = `
amelie.laurent anton.berg bilal.haddad carla.moretti chen.wei daniel.okafor
daria.kowalska elif.yilmaz emil.lindqvist eva.novak farid.rahimi felix.brandt
giulia.conti hana.svobodova hugo.marchand ines.pereira ivan.petrov jana.vesela
jonas.keller karim.benali katya.sokolova lars.nilsson leila.farahani liam.walsh
lucia.fernandez magnus.dahl maria.papadopoulou marek.zielinski mei.tanaka mina.park
nadia.el-amin nikolai.orlov olga.ivanova omar.said petra.horvat rafael.costa
sofia.rossi tomas.dvorak victor.hugosson yara.nassar`
  .trim()
  .split(/\s+/);

const DAY = 86_400_000;
const LIMITS = [50e9, 100e9, 100e9, 200e9, 500e9, 0];

/** Forty people: most are fine, some near their limit, some over it, some gone. */
export function addUsers(world: World, count = NAMES.length): void {
  for (let i = 0; i < count; i += 1) {
    const name = NAMES[i] ?? `${NAMES[i % NAMES.length]}.${Math.floor(i / NAMES.length) + 1}`;
    addUser(world, name, i);
  }
}

function addUser(world: World, name: string, i: number): void {
  const { chance } = world;
  const now = world.now().getTime();
  const state = stateOf(i);
  const limit = state === "limited" ? 100e9 : (LIMITS[Math.floor(chance() * LIMITS.length)] ?? 0);
  const share = state === "limited" ? 1 : i % 7 === 3 ? 0.83 + chance() * 0.14 : chance() * 0.7;
  const expires = state === "expired" ? now - 3 * DAY : now + Math.round(chance() * 180) * DAY;
  world.create(
    "users",
    {
      name,
      number: i + 1,
      enabled: state !== "disabled",
      dataLimitBytes: limit,
      usedBytes: Math.round(limit === 0 ? chance() * 300e9 : limit * share),
      ...(i % 5 === 0 && state !== "expired" ? {} : { expiresAt: new Date(expires).toISOString() }),
      upBytes: 0,
      downBytes: 0,
      routes: [],
      routeNames: [],
      note: i === 4 ? "Paid by invoice until June" : "",
      online: state === "active" && chance() < 0.55 ? 1 + Math.floor(chance() * 2.4) : 0,
      status: { state, since: new Date(now - Math.round(chance() * 60) * DAY).toISOString() },
      _token: uuid(chance).replaceAll("-", ""),
    },
    new Date(now - (200 - i * 4) * DAY),
  );
}

function stateOf(i: number): string {
  if (i === 10 || i === 27) {
    return "limited";
  }
  if (i === 16 || i === 33) {
    return "expired";
  }
  return i === 21 ? "disabled" : "active";
}
