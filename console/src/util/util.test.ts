import { describe, expect, it } from "vitest";
import { binary, bytes, parseBytes, percent, rate } from "./bytes";
import { fromDateField, relative, span, toDateField } from "./time";
import { coefficient, plural, sentence } from "./words";

describe("amounts", () => {
  it("have three digits at most and the unit that fits", () => {
    expect([0, 999, 1000, 1234, 99_960, 1.5e9, 31.9e12].map(bytes)).toEqual([
      "0 B",
      "999 B",
      "1 kB",
      "1.2 kB",
      "100 kB",
      "1.5 GB",
      "31.9 TB",
    ]);
  });

  it("are bits for traffic and powers of two for memory", () => {
    expect(rate(12.5e6)).toBe("100 Mbit/s");
    expect(binary(3.8 * 1024 ** 3)).toBe("3.8 GiB");
    expect(percent(1.7)).toBe("100 %");
  });

  it("are read as people write them", () => {
    expect(["50", "50 GB", "1.5TB", "1,5 tb", "200MB"].map(parseBytes)).toEqual([
      50e9, 50e9, 1.5e12, 1.5e12, 200e6,
    ]);
    expect(["", "many", "-1", "1e3", "5 PB", "99999999 TB"].map(parseBytes)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });
});

describe("times", () => {
  const now = Date.parse("2026-05-04T12:00:00Z");

  it("are told in one unit", () => {
    expect(relative("2026-05-04T11:59:57Z", now)).toBe("just now");
    expect(relative("2026-05-04T11:56:00Z", now)).toBe("4 min ago");
    expect(relative("2026-05-07T13:00:00Z", now)).toBe("in 3 days");
    expect([45, 3600, 100_000, 200_000].map(span)).toEqual(["45 s", "1 h", "27 h", "2 days"]);
  });

  it("go through a date field and back to the same day", () => {
    const end = fromDateField("2026-05-09");
    expect(toDateField(end)).toBe("2026-05-09");
    expect([fromDateField(""), fromDateField("9 May")]).toEqual([undefined, undefined]);
    expect(toDateField(null)).toBe("");
  });
});

it("words of the API become words for people, known or not", () => {
  expect(["leastLoaded", "AwaitingCode", "Ready", "somethingNew"].map(sentence)).toEqual([
    "Least loaded",
    "Awaiting code",
    "Ready",
    "Something new",
  ]);
  expect([plural(1, "inbound"), plural(1200, "user")]).toEqual(["1 inbound", "1,200 users"]);
  expect([1000, 1500, 1234, 0].map(coefficient)).toEqual(["1.0", "1.5", "1.234", "0.0"]);
});
