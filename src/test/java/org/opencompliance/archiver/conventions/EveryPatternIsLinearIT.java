package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.CountedText;
import org.opencompliance.archiver.HostileTexts;
import org.opencompliance.archiver.conventions.MainSources.Expression;
import org.opencompliance.archiver.exchange.mail.CpuBudget;
import org.opencompliance.archiver.exchange.mail.MailFormatException;

/**
 * An attacker can craft a message against the weakness of any regular expression. So each expression must read a million
 * characters of any kind in less than a second of CPU time, with a bounded number of looks at each character.
 */
@Tag("long")
class EveryPatternIsLinearIT {

    private static final Duration MOST = Duration.ofSeconds(1);
    /** Length at which an expression takes longer if it reads the rest of the text at each character. */
    private static final int MOST_FINDS = 20_000;
    /** Length at which an expression exceeds the limit if it reads the whole text for each character. */
    private static final int SHORT = 10_000;
    /** Maximum looks at each character; more than the bound of any pattern. */
    private static final long MOST_LOOKS = 600;

    /** Patterns for texts with a maximum length, which the code before them enforces. */
    private static final Map<String, Integer> ONLY_SHORT_TEXTS = Map.of(
            "org.opencompliance.archiver.item.copy.TargetAddress.VALID", 254,
            "org.opencompliance.archiver.item.copy.TargetAddress.LOCAL_PART", 64,
            "org.opencompliance.archiver.mapping.csv.MailboxAddress.FORM", 254);

    /** Patterns that are composed where they are used: the place, and the possible results. */
    private static final Map<String, String> MADE = Map.of(
            "HtmlBodyStart.java: \"</\" + name + \"\\\\s*+>\", Pattern.CASE_INSENSITIVE)",
            "(?i)</script\\s*+>",
            "BlobVersion.java: SEPARATOR, -1);",
            "\n");

    @Test
    void everyConstantReadsAnyTextOnce() {
        List<Expression> constants = MainSources.constants();
        assertThat(constants)
                .hasSizeGreaterThan(50)
                .extracting(Expression::place)
                .containsAll(ONLY_SHORT_TEXTS.keySet());
        assertLinear(constants);
    }

    @Test
    void everyExpressionWithinAStringDoesSo() {
        List<Expression> literals = MainSources.literals();
        assertThat(literals).hasSizeGreaterThan(10);
        assertLinear(literals);
    }

    @Test
    void thereIsNoOtherThatThisDoesNotKnow() {
        assertThat(MainSources.made()).containsExactlyInAnyOrderElementsOf(MADE.keySet());
        MADE.forEach((place, expression) -> assertLinear(List.of(searched(place, expression))));
    }

    @Test
    void onesThatReadATextAgainAreFound() {
        assertThat(slow(List.of(searched("edge", "^\\s+|[\\s.]+$"))))
                .contains("edge, over 'a' and ' ' again and again and 'b'");
        assertThat(slow(List.of(searched("groups", "(a|\\.)*c")))).isNotEmpty();
        assertThat(slow(List.of(searched("bounded", "[^@]{1,64}@")))).isEmpty();
    }

    private static Expression searched(String place, String expression) {
        return new Expression(place, Pattern.compile(expression), true);
    }

    private static void assertLinear(List<Expression> expressions) {
        assertThat(slow(expressions)).isEmpty();
        List<String> slow = new ArrayList<>();
        for (HostileTexts.Hostile hostile : HostileTexts.million()) {
            slow.addAll(failing(expressions, hostile, EveryPatternIsLinearIT::isQuick));
        }
        assertThat(slow).isEmpty();
    }

    private static List<String> slow(List<Expression> expressions) {
        List<String> slow = new ArrayList<>();
        for (HostileTexts.Hostile hostile : HostileTexts.varied(SHORT)) {
            slow.addAll(failing(expressions, hostile, EveryPatternIsLinearIT::looksSeldom));
        }
        return slow;
    }

    private static List<String> failing(
            List<Expression> expressions, HostileTexts.Hostile hostile, BiPredicate<Expression, String> good) {
        String text = hostile.text();
        List<String> failing = new ArrayList<>();
        for (Expression expression : expressions) {
            int most = Math.min(ONLY_SHORT_TEXTS.getOrDefault(expression.place(), text.length()), text.length());
            if (!good.test(expression, text.substring(0, most))) {
                failing.add(expression.place() + ", over " + hostile);
            }
        }
        return failing;
    }

    private static boolean looksSeldom(Expression expression, String text) {
        try {
            use(expression, new CountedText(text, Math.max(text.length(), 100) * MOST_LOOKS));
            return true;
        } catch (CountedText.TooManyLooksException | StackOverflowError e) {
            return false;
        }
    }

    private static boolean isQuick(Expression expression, String text) {
        try {
            CpuBudget.of(MOST).spend(() -> use(expression, CpuBudget.watched(text)));
            return true;
        } catch (MailFormatException | StackOverflowError e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int use(Expression expression, CharSequence text) {
        Matcher matcher = expression.pattern().matcher(text);
        if (!expression.searched()) {
            return matcher.matches() || matcher.lookingAt() ? 1 : 0;
        }
        int found = 0;
        while (found < MOST_FINDS && matcher.find()) {
            found++;
        }
        return found;
    }
}
