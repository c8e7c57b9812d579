ALTER TABLE "attempts" ADD COLUMN "history_bytes" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "kept_bytes" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "bytes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "scene_elements" ADD COLUMN "bytes" integer GENERATED ALWAYS AS (octet_length(replace(replace(element::text, ', ', ','), ': ', ':'))) STORED;--> statement-breakpoint
ALTER TABLE "scene_elements" ADD COLUMN "is_deleted" boolean GENERATED ALWAYS AS (coalesce((element ->> 'isDeleted')::boolean, false)) STORED;--> statement-breakpoint
ALTER TABLE "scene_files" ADD COLUMN "bytes" integer GENERATED ALWAYS AS (octet_length(file::text)) STORED;--> statement-breakpoint
CREATE INDEX "revisions_history_idx" ON "revisions" USING btree ("created_at") WHERE kind = 'save';
--> statement-breakpoint
-- What earlier versions stored counts as well. 200: the row itself, as server/attempts/write-save.ts has it.
UPDATE "revisions" SET "bytes" = octet_length("payload"::text) + octet_length("reply"::text) + 200;--> statement-breakpoint
UPDATE "attempts" SET "history_bytes" = stored.history, "kept_bytes" = stored.kept
FROM (
  SELECT "attempt_id",
    coalesce(sum("bytes") FILTER (WHERE "kind" = 'save'), 0) AS history,
    coalesce(sum("bytes") FILTER (WHERE "kind" <> 'save'), 0) AS kept
  FROM "revisions" GROUP BY "attempt_id"
) AS stored
WHERE "attempts"."id" = stored."attempt_id";
