import { fileURLToPath } from "node:url";
import { envForChild } from "../../../server/env";
import { buildApp } from "../../../server/start/build-app";

const ROOT_DIR = fileURLToPath(new URL("../../..", import.meta.url));

/** Builds the app before the first journey: journeys run side by side on the one build. */
export default async function setupBuild(): Promise<void> {
  const env = envForChild({ NODE_ENV: "production" });
  await buildApp({ rootDir: ROOT_DIR, kind: "quick", env, signal: new AbortController().signal });
}
