/** What somebody leaves; the fields of the page have these ids and no names. */
export const asked = ['who', 'relation', 'reach', 'know'] as const
export type Asked = (typeof asked)[number]
