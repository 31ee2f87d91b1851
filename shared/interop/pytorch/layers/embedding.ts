import { writerOf } from '../layer';

const embedding = writerOf<{ readonly vocabulary: number; readonly dimensions: number }>(
  'embedding',
  'last',
  ({ values: { vocabulary, dimensions } }) => ({
    module: {
      made: `nn.Embedding(${vocabulary}, ${dimensions})`,
      routes: { embeddings: { tensor: 'weight' } },
    },
    call: ([x], self) => `${self}(${x}.long())`,
  }),
);

export const embeddingWriters = [embedding];
