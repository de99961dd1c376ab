import { describe, expect, it } from "vitest";
import { addUp, countJourneys } from "./journeys.mjs";
import { countUnitTests } from "./unit-tests.mjs";

describe("what the last line of npm test counts", () => {
  it("a test file that could not be loaded is a failure, though it has no test", () => {
    const report = { numPassedTests: 4, numFailedTests: 0, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(countUnitTests(report, 1)).toMatchObject({ passed: 4, failed: 1 });
  });

  it("a failed test counts once, not again for its file", () => {
    const report = { numPassedTests: 4, numFailedTests: 1, testResults: [{ status: "failed", assertionResults: [{ status: "failed" }] }] };
    expect(countUnitTests(report, 1)).toMatchObject({ passed: 4, failed: 1 });
  });

  it("a run that died without a report is a failure", () => {
    expect(countUnitTests(null, 137)).toMatchObject({ passed: 0, failed: 1 });
    expect(countJourneys(null, 1)).toMatchObject({ passed: 0, failed: 1 });
  });

  it("an error outside of every test is a failure even when all tests passed", () => {
    expect(countUnitTests({ numPassedTests: 4, numFailedTests: 0, testResults: [] }, 1)).toMatchObject({ passed: 4, failed: 1 });
    expect(countJourneys({ stats: { expected: 3 }, errors: [{}] }, 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it("a journey that passed the second time has passed", () => {
    expect(countJourneys({ stats: { expected: 3, flaky: 1, unexpected: 0, skipped: 2 }, errors: [] }, 0)).toEqual({ passed: 4, failed: 0, skipped: 2 });
  });

  it("journeys run in two parts count together, also when one part has failed or left no report", () => {
    const pages = countJourneys({ stats: { expected: 20, skipped: 1 }, errors: [] }, 0);
    expect(addUp([pages, countJourneys({ stats: { expected: 50, unexpected: 2 }, errors: [] }, 1)])).toMatchObject({ passed: 70, failed: 2, skipped: 1 });
    expect(addUp([countJourneys(null, 137), pages])).toMatchObject({ passed: 20, failed: 1, skipped: 1 });
  });

  it("a name that is in one part alone is found, and one that is nowhere is a failure", () => {
    const nothing = countJourneys({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }, 0);
    expect(addUp([nothing, countJourneys({ stats: { expected: 1 }, errors: [] }, 0)])).toMatchObject({ passed: 1, failed: 0 });
    expect(addUp([nothing, nothing])).toMatchObject({ passed: 0, failed: 1 });
  });
});
