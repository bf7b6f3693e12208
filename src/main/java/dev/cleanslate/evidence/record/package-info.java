/**
 * What a run leaves in writing, {@code run.json} field by field: plain records that are written by evidence and read by
 * everything that draws, lists or compares runs. Nothing of the other rooms may enter: a record is data, and one of last
 * year is read without the code that made it.
 */
@NullMarked
package dev.cleanslate.evidence.record;

import org.jspecify.annotations.NullMarked;
