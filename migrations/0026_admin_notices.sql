ALTER TYPE "public"."notice_kind" ADD VALUE 'admin_link';--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_have_a_subject";--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_have_a_subject" CHECK (("notices"."kind"::text in ('due', 'admin_link')) = ("notices"."attempt_id" is null) and ("notices"."kind" = 'due') = ("notices"."drills" is not null));--> statement-breakpoint
-- Open links from before: one that makes an admin lasts a day, and none outlives its maker's rights.
UPDATE "invitations" SET "expires_at" = least("expires_at", "created_at" + interval '1 day')
  WHERE "role" = 'admin' AND "accepted_at" IS NULL AND "revoked_at" IS NULL;--> statement-breakpoint
UPDATE "invitations" SET "revoked_at" = now() FROM "users"
  WHERE "users"."id" = "invitations"."invited_by" AND ("users"."role" <> 'admin' OR "users"."disabled_at" IS NOT NULL)
  AND "accepted_at" IS NULL AND "revoked_at" IS NULL;--> statement-breakpoint
DELETE FROM "password_resets" USING "users"
  WHERE "users"."id" = "password_resets"."created_by" AND ("users"."role" <> 'admin' OR "users"."disabled_at" IS NOT NULL);
