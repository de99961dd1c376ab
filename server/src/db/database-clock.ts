/** The instant of the database's clock, in a statement: milliseconds since 1970. Nodes' own clocks may differ by minutes. */
export const databaseNow = "(extract(epoch from clock_timestamp()) * 1000)::bigint";
