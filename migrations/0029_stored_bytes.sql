ALTER TABLE "attempts" ADD COLUMN "work_bytes" bigint DEFAULT 20000 NOT NULL;--> statement-breakpoint
-- What earlier versions stored counts as well.
UPDATE "attempts" SET "work_bytes" = 20000 + stored.bytes
FROM (
  SELECT "attempt_id", sum("bytes") AS bytes FROM (
    SELECT "attempt_id", CASE WHEN "is_deleted" THEN 0 ELSE "bytes" END + 100 AS bytes FROM "scene_elements"
    UNION ALL SELECT "attempt_id", "bytes" FROM "scene_files"
    UNION ALL SELECT "attempt_id", octet_length("text") FROM "answers"
    UNION ALL SELECT "attempt_id", octet_length("text") FROM "worksheets"
    UNION ALL SELECT "attempt_id", octet_length("text") FROM "attempt_replies"
  ) AS parts GROUP BY "attempt_id"
) AS stored
WHERE "attempts"."id" = stored."attempt_id";
