import { expect, it } from "vitest";
import { domainOf } from "./domain-of.ts";

it("the domain of an address is what stands behind the last @", () =>
  expect([" Ana@Marlow.Example ", "x@müller.example", "nobody"].map(domainOf)).toEqual(["marlow.example", "xn--mller-kva.example", "nobody"]));
