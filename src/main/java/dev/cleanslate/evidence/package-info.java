/**
 * What a run leaves behind: journal, record, Allure and JUnit results and lines on a terminal, all drawn from the events of {@code run}. It is the sole home of Allure; what a run says stands in {@code evidence.record}, once; nothing here changes the course of a run, but a journal that cannot be written stops it before its commit. Database access may not enter.
 */
@NullMarked
package dev.cleanslate.evidence;

import org.jspecify.annotations.NullMarked;
