/** Where in an object: field names and list indexes, from its root. @public */
export type Path = readonly (string | number)[];
