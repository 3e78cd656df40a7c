package org.opencompliance.archiver.item;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.opencompliance.archiver.exchange.mail.CpuBudget;

/**
 * Reads the mobile number and the login name from display names, by the forms of {@code archiver.participant-format}. It never
 * guesses: a name with several numbers has none. Immutable; takes time in proportion to the length of a name.
 */
public final class ParticipantFormat {

    /** The number at either end: TeleMessage writes {@code First Last Mobile} unless it is told otherwise. */
    public static final String USUAL = "{mobile} {name}; {name} {mobile}";

    /** The usual format. */
    public static final ParticipantFormat DEFAULT = of(USUAL);

    private static final String PROPERTY = "archiver.participant-format";
    private static final int MAX_FORMS = 8;
    /** E.164 allows 15 digits. */
    private static final int MAX_DIGITS = 15;

    private final List<ParticipantForm> forms;

    private ParticipantFormat(List<ParticipantForm> forms) {
        this.forms = List.copyOf(forms);
    }

    /** @throws IllegalArgumentException when the setting cannot be used; the message names it and what to write */
    public static ParticipantFormat of(String setting) {
        List<ParticipantForm> forms = new ArrayList<>();
        for (String form : setting.split(";", -1)) {
            try {
                ParticipantForm parsed = ParticipantForm.of(form.strip());
                forms.add(parsed);
                parsed.withoutName().ifPresent(forms::add);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(PROPERTY + " " + e.getMessage());
            }
        }
        if (forms.size() > 2 * MAX_FORMS) {
            throw new IllegalArgumentException(PROPERTY + " has more than " + MAX_FORMS + " forms");
        }
        return new ParticipantFormat(forms);
    }

    /** Whether a form has a login name. */
    public boolean hasLogin() {
        return forms.stream().anyMatch(form -> form.has(ParticipantForm.Field.LOGIN));
    }

    /** Whether a form has a mobile number. */
    public boolean hasMobile() {
        return forms.stream().anyMatch(form -> form.has(ParticipantForm.Field.MOBILE));
    }

    /**
     * What a display name says.
     *
     * @param mobile digits, or null
     * @param login the login name, or null
     * @param name the rest, possibly empty
     * @param unclear whether it has several numbers or login names, so that none of them counts
     */
    record Read(String mobile, String login, String name, boolean unclear) {

        boolean sameAs(Read other) {
            return Objects.equals(mobile, other.mobile) && Objects.equals(login, other.login);
        }
    }

    Read read(String written) {
        String display = written.strip();
        if (ParticipantForm.isNumber(display)) {
            String mobile = ParticipantForm.digits(display);
            return new Read(mobile, hasLogin() ? display : null, "", false);
        }
        Set<Read> found = new LinkedHashSet<>();
        for (ParticipantForm form : forms) {
            Read read = form.read(display);
            if (read != null && found.stream().noneMatch(read::sameAs)) {
                found.add(read);
            }
        }
        if (found.isEmpty()) {
            return new Read(null, null, display, false);
        }
        Read first = found.iterator().next();
        boolean unclear = found.size() > 1 || first.mobile() != null && hasOtherNumber(display, first);
        return unclear ? new Read(null, null, display, true) : first;
    }

    /** Another number in the name, or digits beside the number that can belong to it. */
    private static boolean hasOtherNumber(String display, Read read) {
        List<String> words = List.of(read.name().split("\\s+"));
        if (words.stream().peek(word -> CpuBudget.check()).anyMatch(word -> isOther(word, read.mobile()))) {
            return true;
        }
        String beside = display.endsWith(read.mobile()) ? words.get(words.size() - 1) : words.get(0);
        String digits = beside.chars()
                .filter(c -> "+-()".indexOf(c) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return !digits.isEmpty()
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && digits.length() + read.mobile().length() <= MAX_DIGITS;
    }

    private static boolean isOther(String word, String mobile) {
        return ParticipantForm.isNumber(word) && !ParticipantForm.digits(word).equals(mobile);
    }
}
