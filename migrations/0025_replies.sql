ALTER TABLE "attempts" ADD COLUMN "asking" text DEFAULT 'own_words' NOT NULL;--> statement-breakpoint
-- Before there was a choice, practice showed the list.
UPDATE "attempts" SET "asking" = 'list' WHERE "is_practice";--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "turn" integer;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_turn" CHECK ("appeals"."turn" is null or ("appeals"."turn" between 1 and 6 and "appeals"."section" is not null));