// Where counters begin that are, or may become, fractions or beyond 32 bits.

/**
 * Minus zero is a floating-point number from the start. A field that begins as the integer 0 and later takes a fraction changes
 * its form in the JavaScript engine, and with it the form of every object that holds it: the compiled hot loop is thrown away
 * and its successor checks what it loads. Adding anything makes it an ordinary number; add 0 where it may be read untouched.
 */
export const doubleZero = -0;
