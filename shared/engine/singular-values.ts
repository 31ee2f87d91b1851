/** Σ aᵢ·bᵢ. */
export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += a[index] * b[index];
  return sum;
};

/** Vectors whose product is this small against their lengths count as orthogonal; the numbers come from 32-bit floats. */
const ORTHOGONAL = 1e-12;
/** Far more sweeps than ever needed: convergence is quadratic, about eight for 256 vectors. */
const MAX_SWEEPS = 60;

/**
 * Columns of R in A = QR, by modified Gram–Schmidt; A has the vectors as columns. R has the singular values of A and
 * only as many rows as there are vectors, however long they are. Source: Golub & Van Loan (2013), Matrix Computations,
 * algorithm 5.2.6.
 */
function triangleOf(vectors: readonly Float64Array[]): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  return vectors.map((vector, column) => {
    const rest = vector.slice();
    const entries = new Float64Array(vectors.length);
    basis.forEach((unit, row) => {
      const share = dot(unit, rest);
      entries[row] = share;
      for (let index = 0; index < rest.length; index += 1) rest[index] -= share * unit[index];
    });
    const length = Math.sqrt(dot(rest, rest));
    entries[column] = length;
    basis.push(length > 0 ? rest.map((value) => value / length) : rest);
    return entries;
  });
}

/** Turns two vectors in their plane until they are orthogonal; false where they are already. */
function rotate(a: Float64Array, b: Float64Array): boolean {
  const product = dot(a, b);
  const alpha = dot(a, a);
  const beta = dot(b, b);
  if (!(Math.abs(product) > ORTHOGONAL * Math.sqrt(alpha * beta))) return false;
  const zeta = (beta - alpha) / (2 * product);
  const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (let index = 0; index < a.length; index += 1) {
    const old = a[index];
    a[index] = cosine * old - sine * b[index];
    b[index] = sine * old + cosine * b[index];
  }
  return true;
}

/**
 * Singular values, descending, of the matrix that has these vectors as rows (or as columns): one-sided Jacobi rotations
 * until all pairs are orthogonal, then their lengths. As many values as vectors, so hand over the shorter side.
 * Source: Hestenes (1958), Inversion of Matrices by Biorthogonalization; Golub & Van Loan (2013), section 8.6.3.
 */
export function singularValues(vectors: readonly Float64Array[]): number[] {
  const columns = triangleOf(vectors);
  for (let sweep = 0, turned = true; turned && sweep < MAX_SWEEPS; sweep += 1) {
    turned = false;
    for (let first = 0; first < columns.length; first += 1) {
      for (let second = first + 1; second < columns.length; second += 1) {
        if (rotate(columns[first], columns[second])) turned = true;
      }
    }
  }
  return columns.map((column) => Math.sqrt(dot(column, column))).sort((a, b) => b - a);
}

/**
 * How many directions a matrix keeps apart: exp(−Σ p ln p) with p = σ ÷ Σσ. All n singular values equal: n; one alone: 1;
 * none but 0: 0. Source: Roy & Vetterli (2007), The effective rank: a measure of effective dimensionality, definition 1.
 */
export function effectiveRank(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (!(sum > 0)) return 0;
  const entropy = values.reduce((total, value) => {
    const share = value / sum;
    return share > 0 ? total - share * Math.log(share) : total;
  }, 0);
  return Math.exp(entropy);
}
