/** Tests of provisioning against a real SSH server in this process. */
@NullMarked
package dev.covey.master.provision;

import org.jspecify.annotations.NullMarked;
