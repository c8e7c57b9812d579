import type { Role } from "./roles";

/** The signed-in person, as pages see them. */
export type Viewer = { id: string; name: string; email: string; role: Role };
