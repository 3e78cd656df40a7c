package org.opencompliance.archiver.routing.check;

import org.apache.camel.Variable;

/** A bean for routes of tests. */
public final class Greeting {

    /** A constant of it is an argument. */
    public enum Tone {
        WARM,
        COLD
    }

    /** A value with properties. */
    public record Card(String text, Sender sender, Tone tone) {}

    /** A property of a property. */
    public record Sender(String name) {}

    public Card write(String text, Tone tone) {
        return new Card(text + tone, new Sender("me"), tone);
    }

    public String send(Card card) {
        return card.text();
    }

    public String repeat(@Variable("card") Card card) {
        return card.text();
    }

    public void twice(String one, String other) {
        throw new UnsupportedOperationException(one + other);
    }

    public void either(String one) {
        throw new UnsupportedOperationException(one);
    }

    public void either(Integer one) {
        throw new UnsupportedOperationException("" + one);
    }

    public boolean isOpen() {
        return true;
    }
}
