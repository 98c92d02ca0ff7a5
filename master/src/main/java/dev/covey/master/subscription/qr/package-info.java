/** QR codes (ISO/IEC 18004) as SVG. The only package of this module that knows the QR library. */
@NullMarked
package dev.covey.master.subscription.qr;

import org.jspecify.annotations.NullMarked;
