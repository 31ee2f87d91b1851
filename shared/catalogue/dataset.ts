import type { ColumnSettings } from '../document/schema';
import type { RandomStream } from '../random/random-stream';
import type { Text } from '../text/text';
import type { ParameterTable, ValuesOf } from './parameter';
import type { CatalogueEntry } from './registry';

export type Task = 'classification' | 'regression';

/** How data are drawn: points in a plane, a curve over one input, pictures, lines over time, or a table. */
export type DataPicture = 'plane' | 'curve' | 'images' | 'sequence' | 'table';

/** What shapes need to know of the data; derived from the document alone, so that editing needs no data. */
export interface DataShape {
  readonly task: Task;
  /** Shape of one sample's features: [2], [28, 28, 1], [13]; [steps, features] for sequences … */
  readonly featureShape: readonly number[];
  /** One name per feature where features are columns (after one-hot: `column=category`); empty for images and sequences. */
  readonly featureNames: readonly string[];
  /** Class names, or empty for regression. */
  readonly classNames: readonly string[];
  /** Names of the target columns for regression, or of the one class column. */
  readonly targetNames: readonly string[];
  readonly picture: DataPicture;
  /**
   * Where features are whole numbers that stand for something (a character, say) and go into an Embedding: how many
   * there are, 0 … vocabulary − 1. Such features are never scaled. Absent where features are quantities.
   */
  readonly vocabulary?: number;
}

/** Samples as numbers: what generators make and what image sets are. */
export interface Samples {
  readonly type: 'samples';
  readonly count: number;
  /** Row-major, count × size of the feature shape. */
  readonly features: Float32Array;
  /** Class index, one per sample; or the values to predict, row-major, count × number of target names. */
  readonly targets: Float32Array;
  /** What could not be read and is left out: whole sentences; absent where nothing is. */
  readonly leftOut?: readonly Text[];
}

/** One column as read: numbers with NaN for missing, or words with '' for missing. */
export type TableColumn =
  | { readonly name: string; readonly type: 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly type: 'word'; readonly values: readonly string[] };

export interface Table {
  readonly type: 'table';
  readonly count: number;
  readonly columns: readonly TableColumn[];
  /** The place of each row in the person's file, for sentences; absent where rows come from no such file. */
  readonly lines?: Uint32Array;
  /** What a place is: the line at which a row begins, or the index of an entry in a list; lines where it is not said. */
  readonly unit?: 'line' | 'entry';
}

export type RawData = Samples | Table;

export interface DatasetDefinition<ParametersTable extends ParameterTable = ParameterTable>
  extends CatalogueEntry {
  readonly parameters: ParametersTable;
  readonly task: Task;
  readonly picture: DataPicture;
  /** Where data come from: made by `generate`, read by the host from a registry package, or from a file of the person's. */
  readonly origin: 'generated' | 'package' | 'file';
  /** For samples: the shape of one, and the classes. Null for tables, whose columns decide. */
  readonly samples: {
    featureShape(values: ValuesOf<ParametersTable>): readonly number[];
    readonly featureNames: readonly string[];
    targetNames(values: ValuesOf<ParametersTable>): readonly string[];
    classNames(values: ValuesOf<ParametersTable>): readonly string[];
    /** See `DataShape.vocabulary`; undefined where features are quantities. */
    vocabulary?(values: ValuesOf<ParametersTable>): number | undefined;
  } | null;
  /** For built-in tables: the roles that a new project starts with. */
  readonly columns?: readonly ColumnSettings[];
  /** Only for `generated`. */
  generate?(random: RandomStream, values: ValuesOf<ParametersTable>): Samples;
  /** For files: the parameters that an import finds and no one types. */
  readonly imported?: readonly string[];
  /** What a person should know of the data before trusting it. */
  readonly note?: Text;
}

export function defineDataset<const ParametersTable extends ParameterTable>(
  definition: DatasetDefinition<ParametersTable>,
): DatasetDefinition {
  return definition as unknown as DatasetDefinition;
}
