import { z } from "zod";

/** What the audit log can be narrowed to. An empty field narrows nothing; days are whole days in UTC. */
export const auditFilterSchema = z.object({
  /** Part of a name or an e-mail address; "system" is what no person did. */
  actor: z.string().trim().max(200).catch(""),
  action: z.string().trim().max(100).catch(""),
  /** The whole id of what was acted on. */
  subject: z.string().trim().max(200).catch(""),
  from: z.iso.date().or(z.literal("")).catch(""),
  to: z.iso.date().or(z.literal("")).catch(""),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** Where a page of the log begins: the id of the entry above it. */
export const auditCursorSchema = z.coerce.number().int().positive().nullable().catch(null);
