package org.opencompliance.sandbox.day;

import java.util.List;
import java.util.Random;

/** Random sentences. Used by one thread; the same seed produces the same sentences. */
final class Words {

    private static final List<String> SENTENCES = List.of(
            "Please send the term sheet before noon.",
            "明天上午十点开会，请准时参加。",
            "The client asked for a second quote: 1,250 lots at 87.35.",
            "合同已经盖章，扫描件在附件里。",
            "Call me when you are back at the desk.",
            "收到，谢谢！👍",
            "Is the settlement confirmed? 对方说还没有到账。",
            "价格太高了，能不能再谈一谈？",
            "Let us take this to e-mail, ok?",
            "周五之前给我回复就行。",
            "No. 不行，合规部门不同意。",
            "𠮷野家见，七点半 👩‍💻");

    private static final List<String> TITLES =
            List.of("季度报告", "Q3 pricing", "项目启动会", "Onboarding checklist", "客户拜访记录", "Trade blotter", "会议纪要", "路演材料");

    private final Random random;

    Words(Random random) {
        this.random = random;
    }

    String sentence() {
        return pick(SENTENCES);
    }

    String title() {
        return pick(TITLES);
    }

    /** At least 1. */
    int number(int most) {
        return 1 + random.nextInt(most);
    }

    String link() {
        return "https://example.com/s/" + hex(10);
    }

    String hex(int digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
