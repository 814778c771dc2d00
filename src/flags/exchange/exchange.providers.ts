import { FlagExportController } from './export.controller.js';
import { FlagExport } from './export.service.js';
import { FlagImportController } from './import.controller.js';
import { ImportReads } from './import.reads.js';
import { FlagImport } from './import.service.js';
import { FlagOverwrites } from './overwrites.service.js';

/** What import and export add to the module of flags. */
export const EXCHANGE = {
  controllers: [FlagExportController, FlagImportController],
  providers: [FlagExport, FlagImport, FlagOverwrites, ImportReads],
};
