import { useRouteLoaderData } from "@remix-run/react";
import type { SpeechHere } from "#domain/speech/limits";

/** What this server can do with speech, on any page. */
export function useSpeechHere(): SpeechHere {
  const page = useRouteLoaderData("root") as { speech?: SpeechHere } | undefined;
  return page?.speech ?? { hears: false, speaks: false };
}
