/** By whom the words of a page are coloured: by each person, or by units of five and more. */
export type Colouring = 'person' | 'unit'
