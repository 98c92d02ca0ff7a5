/** How the API's words are written for people. A word that is not known is shown as it came. */
const SENTENCES: Readonly<Record<string, string>> = {
  AwaitingCode: "Awaiting code",
  leastLoaded: "Least loaded",
  roundRobin: "Round-robin",
  vlessReality: "VLESS + Reality",
};

export function sentence(word: string): string {
  const known = SENTENCES[word];
  if (known !== undefined) {
    return known;
  }
  const spaced = word.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** "admin:anna" → "anna": who has done something. */
export function who(actor: string): string {
  const at = actor.indexOf(":");
  const [kind, name] = [actor.slice(0, at), actor.slice(at + 1)];
  switch (kind) {
    case "admin":
      return name;
    case "token":
      return `Token ${name}`;
    case "join":
      return "Join string";
    default:
      return actor;
  }
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** 1000 → "1.0": the load coefficient is kept in thousandths. */
export function coefficient(milli: number): string {
  const text = (milli / 1000).toFixed(3).replace(/0+$/, "");
  return text.endsWith(".") ? `${text}0` : text;
}
