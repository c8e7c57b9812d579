import type { FirstSteps } from "#server/accounts/get-first-steps";
import type { FirstStep } from "./first-steps";

/** The steps in their order, in words. */
export function listFirstSteps(done: FirstSteps & { hasModel: boolean }): FirstStep[] {
  return [
    {
      title: "Publish a problem",
      text: "Problems are files in the program’s folder, published when the server starts. You can write new ones here.",
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
      text: "You get a link to share. It creates one account with the role you choose.",
      to: "/admin/people/invitations",
      link: "Invitations",
      isDone: done.hasInvitation,
    },
    {
      title: "Get a first attempt handed in",
      text: "Take one yourself to see what candidates see and check that grading works.",
      to: "/problems",
      link: "Choose a problem",
      isDone: done.hasSubmittedAttempt,
    },
  ];
}
