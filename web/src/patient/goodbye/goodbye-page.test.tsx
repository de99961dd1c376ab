import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { clinicOf, show, surroundingsOf } from "../../../test/patient/stage.tsx";
import { GoodbyePage } from "./goodbye-page.tsx";

const clinic = clinicOf({ surveyUrl: "https://survey.example/7", onwardUrl: "https://clinic.example/after" });

it("offers the clinic's survey and the page to go on to when the visit is done, and says where they lead", async () => {
  await show(<GoodbyePage clinic={clinic} reason="completed" remembers={false} onAgain={() => {}} />, surroundingsOf().surroundings);
  expect(screen.getByRole("link", { name: /Tell us how it went.*survey\.example/ })).toHaveAttribute("href", "https://survey.example/7");
  expect(screen.getByRole("link", { name: /Go on.*clinic\.example/ })).toHaveAttribute("rel", "noopener noreferrer");
});

it("asks nobody how it went who was not seen", async () => {
  await show(<GoodbyePage clinic={clinic} reason="lost" remembers={false} onAgain={() => {}} />, surroundingsOf().surroundings);
  expect(screen.queryByRole("link", { name: /Tell us how it went/ })).toBeNull();
});
