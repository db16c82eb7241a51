/** Where what floats over the content is drawn: in the content, for those who go by landmarks. */
export function overContent(): Element {
  return document.getElementById('content') ?? document.body
}
