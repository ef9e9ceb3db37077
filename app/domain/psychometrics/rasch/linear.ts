/** A symmetric matrix, by rows. */
export type Matrix = Float64Array[];

export const zeros = (size: number): Matrix =>
  Array.from({ length: size }, () => new Float64Array(size));

/** The inverse of a symmetric positive definite matrix, by Cholesky's factor; null if it is not one. */
export function inverse(matrix: Matrix): Matrix | null {
  const factor = cholesky(matrix);
  if (!factor) return null;
  const size = matrix.length;
  const result = zeros(size);
  for (let column = 0; column < size; column += 1) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    const solved = solveBy(factor, unit);
    for (let row = 0; row < size; row += 1) at(result, row)[column] = solved[row] as number;
  }
  return result;
}

/** The product of a matrix and a column. */
export function times(matrix: Matrix, column: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) =>
    row.reduce((total, value, index) => total + value * (column[index] as number), 0),
  );
}

function cholesky(matrix: Matrix): Matrix | null {
  const factor = zeros(matrix.length);
  for (const [row, values] of matrix.entries()) {
    for (let column = 0; column <= row; column += 1) {
      let rest = values[column] as number;
      for (let index = 0; index < column; index += 1) {
        rest -= (at(factor, row)[index] as number) * (at(factor, column)[index] as number);
      }
      if (row === column) {
        if (!(rest > 0)) return null;
        at(factor, row)[row] = Math.sqrt(rest);
      } else at(factor, row)[column] = rest / (at(factor, column)[column] as number);
    }
  }
  return factor;
}

function solveBy(factor: Matrix, right: Float64Array): Float64Array {
  const size = factor.length;
  const solved = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let index = 0; index < row; index += 1) {
      solved[row] =
        (solved[row] as number) - (at(factor, row)[index] as number) * (solved[index] as number);
    }
    solved[row] = (solved[row] as number) / (at(factor, row)[row] as number);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let index = row + 1; index < size; index += 1) {
      solved[row] =
        (solved[row] as number) - (at(factor, index)[row] as number) * (solved[index] as number);
    }
    solved[row] = (solved[row] as number) / (at(factor, row)[row] as number);
  }
  return solved;
}

const at = (matrix: Matrix, row: number): Float64Array => matrix[row] as Float64Array;
