CREATE TABLE `calls` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`turn_id` text NOT NULL,
	`role` text NOT NULL,
	`model` text NOT NULL,
	`prompt_tokens` integer,
	`completion_tokens` integer,
	`cost_micro_usd` integer,
	`duration_ms` integer NOT NULL,
	`ended_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `calls_by_model` ON `calls` (`model`,`ended_at`);--> statement-breakpoint
CREATE TABLE `catalogs` (
	`provider_id` text PRIMARY KEY NOT NULL,
	`models` text NOT NULL,
	`fetched_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `conversations` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`pinned` integer DEFAULT false NOT NULL,
	`archived` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `conversations_by_update` ON `conversations` (`updated_at`);--> statement-breakpoint
CREATE TABLE `instance` (
	`id` integer PRIMARY KEY NOT NULL,
	`epoch` integer NOT NULL,
	`started_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `panels` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name_key` text NOT NULL,
	`data` text NOT NULL,
	`built_in` integer DEFAULT false NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `panels_by_name` ON `panels` (`name_key`) WHERE "panels"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `panels_by_slug` ON `panels` (`slug`) WHERE "panels"."deleted_at" is null;--> statement-breakpoint
CREATE TABLE `providers` (
	`id` text PRIMARY KEY NOT NULL,
	`label` text NOT NULL,
	`kind` text NOT NULL,
	`base_url` text NOT NULL,
	`sealed_key` text,
	`key_last4` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `turn_events` (
	`turn_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`turn_id`, `seq`),
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `turn_states` (
	`turn_id` text PRIMARY KEY NOT NULL,
	`last_seq` integer NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `turns` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`parent_turn_id` text,
	`question` text NOT NULL,
	`mode` text NOT NULL,
	`panel` text NOT NULL,
	`status` text NOT NULL,
	`epoch` integer NOT NULL,
	`idempotency_key` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `turns_of_conversation` ON `turns` (`conversation_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `turns_by_idempotency_key` ON `turns` (`conversation_id`,`idempotency_key`) WHERE "turns"."idempotency_key" is not null;