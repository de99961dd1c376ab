import { expect, it } from "vitest";
import { rangeOf } from "./range.ts";

it.each<[string, string | undefined, ReturnType<typeof rangeOf>]>([
  ["no header is the whole", undefined, null],
  ["from the start to the end", "bytes=0-", { first: 0, last: 99 }],
  ["two bytes, as Safari asks first", "bytes=0-1", { first: 0, last: 1 }],
  ["the middle", "bytes=10-19", { first: 10, last: 19 }],
  ["more than there is", "bytes=90-1000", { first: 90, last: 99 }],
  ["the last ten", "bytes=-10", { first: 90, last: 99 }],
  ["more of the last than there is", "bytes=-1000", { first: 0, last: 99 }],
  ["behind the end", "bytes=100-", "none"],
  ["the last none", "bytes=-0", "none"],
  ["an end before the beginning is no range", "bytes=20-10", null],
  ["several ranges", "bytes=0-1,5-6", null],
  ["another unit", "lines=0-1", null],
  ["nothing named", "bytes=-", null],
  ["no number", "bytes=a-b", null],
  ["a number that is none any more", `bytes=${"9".repeat(40)}-`, null],
])("of a hundred bytes: %s", (_story, header, range) => expect(rangeOf(header, 100)).toEqual(range));
