/** 核稿. */

/** A kept check. */
export function showKeptCheck() {}

/** Wires the view. */
export function startCheck() {}
