CREATE TABLE `search_rows` (
	`id` integer PRIMARY KEY NOT NULL,
	`turn_id` text NOT NULL,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_rows_turn_id_unique` ON `search_rows` (`turn_id`);--> statement-breakpoint
ALTER TABLE `turns` ADD `packed_seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `turns` ADD `packable_since` integer;--> statement-breakpoint
CREATE INDEX `turns_to_pack` ON `turns` (`packable_since`) WHERE "turns"."packable_since" is not null;
--> statement-breakpoint
UPDATE `turns` SET `packable_since` = 0 WHERE `status` <> 'running';--> statement-breakpoint
CREATE VIRTUAL TABLE `search_index` USING fts5(question, answers, final, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');--> statement-breakpoint
CREATE TRIGGER `search_rows_gone` AFTER DELETE ON `search_rows` BEGIN
	DELETE FROM `search_index` WHERE rowid = old.id;
END;
