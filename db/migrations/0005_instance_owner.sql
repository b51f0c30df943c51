ALTER TABLE `instance` ADD `host` text;--> statement-breakpoint
ALTER TABLE `instance` ADD `pid` integer;--> statement-breakpoint
ALTER TABLE `instance` ADD `heartbeat_at` integer;
