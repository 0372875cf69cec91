import type { MigrationInterface, QueryRunner } from "typeorm";
import { rebuildSearchText } from "../search/rebuild.ts";
import { TRIGGERS } from "./search-text/triggers.ts";

/** From here on the texts follow those of the facets. Those that are there already are written while others read and write. */
export class KeepSearchText1764900000141 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const { up } of TRIGGERS) await runner.query(up);
    await rebuildSearchText((text, parameters) => runner.query(text, parameters));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { down } of TRIGGERS) await runner.query(down);
  }
}
