/** A piece of the reference data that comes with the tool, as JSON. Rejects when it cannot be had. */
export async function fetchPiece(piece: string): Promise<unknown> {
  const response = await fetch(`/tables/${piece}.json`);
  if (!response.ok) throw new Error(`tables/${piece}.json: ${response.status}`);
  return response.json();
}
