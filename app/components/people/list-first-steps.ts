import type { FirstSteps } from "#server/accounts/get-first-steps";
import type { FirstStep } from "./first-steps";

/** The steps in their order, in words. */
export function listFirstSteps(done: FirstSteps & { hasModel: boolean }): FirstStep[] {
  return [
    {
      title: "Publish a problem",
      text: "Problems lie as files beside the program and are published when the server starts; new ones are written here.",
      to: "/admin/problems",
      link: "Problems and rubrics",
      isDone: done.hasProblem,
    },
    {
      title: "Connect a model",
      text: "Until a model is connected, grades are estimates from the offline judge.",
      to: "/settings/connect",
      link: "Connect a model",
      isDone: done.hasModel,
    },
    {
      title: "Invite the first person",
      text: "You get a link to pass on. It makes one account, with the role you choose.",
      to: "/admin/people/invitations",
      link: "Invitations",
      isDone: done.hasInvitation,
    },
    {
      title: "See a first attempt handed in",
      text: "Take one yourself: it shows you what your candidates meet, and that grading works.",
      to: "/problems",
      link: "Choose a problem",
      isDone: done.hasSubmittedAttempt,
    },
  ];
}
