import { AppError } from "../errors";

/** The draft is not there, or not for anybody to work on any more. */
export function noSuchDraft(draftId: string): AppError {
  return new AppError("not_found", {
    message: `no draft ${draftId}`,
    userMessage: "There is no draft at this address.",
  });
}

/** The draft was published or discarded, maybe by somebody else. */
export function draftIsClosed(draftId: string): AppError {
  return new AppError("gone", {
    message: `draft ${draftId} is closed`,
    userMessage: "This draft was already published or discarded.",
  });
}

export function noSuchProblem(slug: string): AppError {
  return new AppError("not_found", {
    message: `no problem ${slug}`,
    userMessage: "There is no problem with this name.",
  });
}
