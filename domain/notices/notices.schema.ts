import { z } from "zod";

/** What the list of notices may be asked for by its address. */
export const noticeListSchema = z.object({ page: z.coerce.number().int().min(1).max(10).catch(1) });
