export { callerView, messagesOf } from "./caller-view.ts";
export { callViewOf, rulesInCall } from "./call-view.ts";
export { liveSeats, seatViews } from "./people-in-calls.ts";
export { channelPage } from "./channel-view.ts";
export { clinicMark } from "./clinic-mark.ts";
export { isFaceShownToGuest } from "./shows-face.ts";
export { publicClinic } from "./public-clinic.ts";
export { countsView, createTopicReader, myClinics, ownSeatIn, personView, type SeatInCall } from "./read-topics.ts";
export type { Announce, TopicMoves, TopicReader } from "./topic-reader.ts";
