import { describe, expect, it } from 'vitest';
import { computesAlike } from '../../../shared/document/computes-alike';
import {
  moveElements,
  removeElements,
  renameNode,
  setNodeParameters,
  setTraining,
} from '../../../shared/document/edits';
import { FIRST_LAB } from '../../../shared/labs';

const document = FIRST_LAB.document('en');
const [, { id }] = document.network.nodes;

describe('computesAlike', () => {
  it('DOC-72: a place and a name on the canvas do not count', () => {
    const moved = moveElements(document, new Map([[id, { x: 7, y: 9 }]]));
    expect(moved).not.toBe(document);
    expect(computesAlike(document, moved)).toBe(true);
    expect(computesAlike(document, renameNode(document, id, 'Another name'))).toBe(true);
  });

  it('DOC-72: parameters, layers and settings count', () => {
    expect(computesAlike(document, setNodeParameters(document, id, { units: 3 }))).toBe(false);
    expect(computesAlike(document, removeElements(document, { nodes: [id] }))).toBe(false);
    expect(computesAlike(document, setTraining(document, { epochs: 3 }))).toBe(false);
  });
});
