import { data } from "@remix-run/react";
import { isNoAnswer } from "./last-workspace";

/** Handing in without an answer leaves the candidate where they work, told so. */
export async function handInOrSay<Reply>(handIn: () => Promise<Reply>) {
  try {
    return await handIn();
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const problem =
      "The server did not answer. Nothing is lost: hand in again, it counts only once.";
    // As a failure, so that the page's loaders are not asked: they would not be answered either.
    return data({ problem }, { status: 503 });
  }
}
