import { expect, it } from "vitest";
import { clinicsIn } from "./clinics-in.ts";

it.each([
  ["a comma", "Cardiology, lead@north.example", "Cardiology", "lead@north.example"],
  ["a semicolon", "Cardiology;lead@north.example;", "Cardiology", "lead@north.example"],
  ["a tab of a spreadsheet", "Cardiology\tLead@North.example", "Cardiology", "lead@north.example"],
  ["spaces alone", "Heart Rhythm Clinic  lead@north.example", "Heart Rhythm Clinic", "lead@north.example"],
  ["commas in the name", "Ear, nose and throat, ent@north.example", "Ear, nose and throat", "ent@north.example"],
  ["quotes of a table", '"Ear, nose and throat","ent@north.example"', "Ear, nose and throat", "ent@north.example"],
  ["angle brackets of a mail program", "Dietetics <food@north.example>", "Dietetics", "food@north.example"],
  ["no address", "Dietetics", "Dietetics", ""],
  ["no name", "food@north.example", "", "food@north.example"],
])("reads a line with %s", (_how, line, name, administratorEmail) => {
  expect(clinicsIn(line)).toEqual([{ line: 1, name, administratorEmail }]);
});

it("counts lines as people see them", () => {
  expect(clinicsIn("\nOne a@b.example\r\n\r\nTwo c@d.example\n").map(({ line }) => line)).toEqual([2, 4]);
});
