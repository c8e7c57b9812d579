CREATE TABLE "known_devices" (
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_devices_token_hash_user_id_pk" PRIMARY KEY("token_hash","user_id")
);
--> statement-breakpoint
CREATE TABLE "grading_slots" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"taken" timestamp with time zone[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "slot_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "held_for" text;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading_slots" ADD CONSTRAINT "grading_slots_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "known_devices_user_idx" ON "known_devices" USING btree ("user_id","used_at" DESC NULLS LAST);--> statement-breakpoint
-- Takes the person's next slot for a grading: now, or as soon as fewer than `per_hour` gradings lie in
-- the hour before it and fewer than `per_day` in the 24 hours. One statement on the person's one row, so
-- that gradings taken up at once, by whatever worker, wait for each other here and share no slot.
CREATE FUNCTION take_grading_slot(person uuid, per_hour int, per_day int) RETURNS timestamptz LANGUAGE sql AS $$
  INSERT INTO grading_slots AS s (user_id, taken) VALUES (person, ARRAY[now()])
  ON CONFLICT (user_id) DO UPDATE SET taken =
    s.taken[cardinality(s.taken) + 2 - greatest(per_hour, per_day) : ] || greatest(
      now(),
      s.taken[cardinality(s.taken) + 1 - per_hour] + interval '1 hour',
      s.taken[cardinality(s.taken) + 1 - per_day] + interval '24 hours')
  RETURNING taken[cardinality(taken)];
$$;
--> statement-breakpoint
-- Locks of the limits before these, which lasted up to a day.
DELETE FROM "login_failures";
