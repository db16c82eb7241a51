/**
 * What lies where in the data folder:
 *
 *     lock              who has the folder open (lock.ts)
 *     format.json       version of this layout (format.ts)
 *     heads.jsonl       where every page's log stands, and the table of authors (heads.ts)
 *     log/              LevelDB: entries, snapshots, history bundles (level.ts)
 *     log.rescue/       hard links to log/ while it is being opened (rescue.ts)
 *     log.damaged/      a log that had to be written anew, as it was (rebuild.ts)
 *     catalogue/        one JSON file per partition, two earlier generations each (partition.ts)
 *     files/            images and attachments, each named by its id and sum (files.ts)
 *     files/incoming/   bytes that are no file yet; emptied at each start
 *     backups/          made by itself before an upgrade (format.ts)
 */
import { join } from 'node:path'

export interface DataFolder {
  readonly root: string
  readonly lock: string
  readonly format: string
  readonly heads: string
  readonly log: string
  readonly rescue: string
  /** A log that was written anew and waits to take the place of the old one. */
  readonly rebuilt: string
  /** Present when a table was found spoilt: the next opening writes the log anew. */
  readonly rebuildDue: string
  /** The log as it was before. */
  readonly damaged: string
  readonly catalogue: string
  readonly files: string
  readonly incoming: string
  readonly backups: string
  /** Present while an archive is being restored: nothing else may open the folder. */
  readonly restoring: string
}

/** The paths in a data folder. Touches nothing. */
export function dataFolder(root: string): DataFolder {
  return {
    root,
    lock: join(root, 'lock'),
    format: join(root, 'format.json'),
    heads: join(root, 'heads.jsonl'),
    log: join(root, 'log'),
    rescue: join(root, 'log.rescue'),
    rebuilt: join(root, 'log.rebuilt'),
    rebuildDue: join(root, 'log.rebuild-due'),
    damaged: join(root, 'log.damaged'),
    catalogue: join(root, 'catalogue'),
    files: join(root, 'files'),
    incoming: join(root, 'files', 'incoming'),
    backups: join(root, 'backups'),
    restoring: join(root, 'restoring'),
  }
}
