/**
 * Who asks: sessions of browsers, tokens of programs, root on this machine, and other masters that
 * forward for someone. Also what slows down whoever guesses passwords.
 */
@NullMarked
package dev.covey.master.api.auth;

import org.jspecify.annotations.NullMarked;
