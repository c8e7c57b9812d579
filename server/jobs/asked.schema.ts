import { z } from "zod";

/** The request that asked for a job, by the id that its lines in the web log carry. */
export const requestIdSchema = z.string().max(64).optional();

export type Asked = { requestId?: string | undefined };
