import { between, type Field, placeOf, pointAt } from './field';

/** Where a surface is looked at from, in degrees: turned around its vertical axis, and from above. */
export interface View {
  readonly turn: number;
  readonly tilt: number;
}

export const FIRST_VIEW: View = { turn: 35, tilt: 32 };
/** From the side, and from above. */
export const TILTS = { least: 5, most: 85 } as const;
/** Height of the box that a surface stands in, where its sides are from −1 to 1. */
const HEIGHT = 1.1;

/** A place of the grid, in points along a side, as the box counts it: from −1 to 1. */
export const unitOf = (place: number, resolution: number): number =>
  (2 * place) / (resolution - 1) - 1;

export interface Place {
  /** To the right and up, in units of the box; `depth` grows away from the eye. */
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

/** Parallel projection of a place of the box: x, y from −1 to 1, z from 0 to 1. */
export function project({ turn, tilt }: View, x: number, y: number, z: number): Place {
  const [around, above] = [turn, tilt].map((degrees) => (degrees * Math.PI) / 180);
  const across = x * Math.cos(around) - y * Math.sin(around);
  const away = x * Math.sin(around) + y * Math.cos(around);
  const height = (z - 0.5) * HEIGHT;
  return {
    x: across,
    y: height * Math.cos(above) + away * Math.sin(above),
    depth: away * Math.cos(above) - height * Math.sin(above),
  };
}

/** How far the box reaches from its middle, to the sides and up, seen from any side at this tilt. */
export function reachOf(tilt: number): { readonly across: number; readonly up: number } {
  const above = (tilt * Math.PI) / 180;
  const across = Math.SQRT2;
  return { across, up: (HEIGHT / 2) * Math.cos(above) + across * Math.sin(above) };
}

/** Turns a view; it stays between the side and the top. */
export const turned = ({ turn, tilt }: View, by: number, up: number): View => ({
  turn: (((turn + by) % 360) + 360) % 360,
  tilt: Math.min(TILTS.most, Math.max(TILTS.least, tilt + up)),
});

/** A part of the picture of a surface, in units of the box. */
export interface Part {
  readonly kind: 'face' | 'path';
  /** x, y pairs: four corners of a face, both ends of a piece of the path. */
  readonly points: readonly number[];
  readonly depth: number;
  /** Mean share of the scale. */
  readonly share: number;
}

/** Pieces of the path between two of its points: each lies on the face below it. */
const PIECES = 6;
/** The path lies on the faces, and so before them. */
const LIFT = 0.1;

function facesOf({ resolution, shares }: Field, view: View): Part[] {
  const places = Array.from(shares, (share, index) => {
    const { column, row } = pointAt(index, resolution);
    return project(view, unitOf(column, resolution), unitOf(row, resolution), share);
  });
  const faces: Part[] = [];
  for (let row = 0; row + 1 < resolution; row += 1) {
    for (let column = 0; column + 1 < resolution; column += 1) {
      const at = row * resolution + column;
      const corners = [at, at + 1, at + resolution + 1, at + resolution];
      const share = corners.reduce((sum, corner) => sum + shares[corner], 0) / 4;
      // A hole in the landscape is a hole in the surface.
      if (Number.isNaN(share)) continue;
      const depth = corners.reduce((sum, corner) => sum + places[corner].depth, 0) / 4;
      const points = corners.flatMap((corner) => [places[corner].x, places[corner].y]);
      faces.push({ kind: 'face', points, depth, share });
    }
  }
  return faces;
}

function pathParts(
  field: Field,
  view: View,
  path: { readonly alpha: Float32Array; readonly beta: Float32Array },
): Part[] {
  const { resolution, shares } = field;
  const at = (from: number, share: number) => {
    const mix = (values: Float32Array): number =>
      values[from] + share * ((values[from + 1] ?? values[from]) - values[from]);
    const { x, y } = placeOf(field, mix(path.alpha), mix(path.beta));
    const height = between(shares, resolution, x, y);
    return { ...project(view, unitOf(x, resolution), unitOf(y, resolution), height), height };
  };
  const parts: Part[] = [];
  for (let from = 0; from + 1 < path.alpha.length; from += 1) {
    for (let piece = 0; piece < PIECES; piece += 1) {
      const [start, end] = [at(from, piece / PIECES), at(from, (piece + 1) / PIECES)];
      const share = (start.height + end.height) / 2;
      if (Number.isNaN(share)) continue;
      const points = [start.x, start.y, end.x, end.y];
      parts.push({ kind: 'path', points, depth: (start.depth + end.depth) / 2 - LIFT, share });
    }
  }
  return parts;
}

/** All parts of a surface, and of the path on it, the farthest first: each is painted over what lies behind (painter's algorithm). */
export function partsOf(
  field: Field,
  view: View,
  path: { readonly alpha: Float32Array; readonly beta: Float32Array } | null,
): readonly Part[] {
  const parts = [...facesOf(field, view), ...(path ? pathParts(field, view, path) : [])];
  return parts.sort((a, b) => b.depth - a.depth);
}
