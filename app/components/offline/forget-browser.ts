import { forgetSteps } from "~/components/board/undo/forget-steps";
import { deleteRooms } from "./kept-rooms";

/**
 * At signing out: the next person at this machine finds no room of this one. What the server doesn't
 * have yet stays, and is sent when its writer signs in again.
 */
export async function forgetBrowser(): Promise<void> {
  forgetSteps();
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const registrations = (await workers?.getRegistrations()) ?? [];
  const names = "caches" in window ? await caches.keys() : [];
  await Promise.allSettled([
    deleteRooms(),
    ...registrations.map((registration) => registration.unregister()),
    ...names.map((name) => caches.delete(name)),
  ]);
}
