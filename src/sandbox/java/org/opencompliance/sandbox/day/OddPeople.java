package org.opencompliance.sandbox.day;

import java.util.List;

/** Items with unusual participants. */
final class OddPeople {

    private final DayMaker maker;
    private final Cast cast;
    private final Person plain;

    OddPeople(DayMaker maker) {
        this.maker = maker;
        this.cast = maker.cast;
        this.plain = cast.regular.get(0);
    }

    void addAll() {
        eachOf(cast.numberOnly);
        eachOf(List.of(cast.alias, cast.capitals, cast.shared, cast.reassigned, cast.movedOn, cast.numberLost));
        eachOf(List.of(cast.renamed, cast.guest));
        eachOf(cast.outsiders);
        unmapped();
        twice();
        everybody();
        noRecipient();
    }

    private void eachOf(List<Person> people) {
        for (Person person : people) {
            maker.addOne(chat(plain, person));
        }
    }

    /** No participant has a mailbox. */
    private void unmapped() {
        maker.addOne(chat(cast.outsiders.get(0), cast.outsiders.get(1)));
        maker.addOne(chat(cast.guest, cast.outsiders.get(2)));
        maker.addOne(chat(cast.outsiders.get(3), cast.guest));
    }

    /** Two participants with the same mailbox, which is still one delivery. */
    private void twice() {
        Draft ways = chat(cast.numberOnly.get(0), cast.outsiders.get(4));
        Person byAddress = cast.numberOnly.get(0).withoutMobile();
        String address = cast.users.stream()
                .filter(user -> user.id().equals(byAddress.mailbox()))
                .findFirst()
                .orElseThrow()
                .mail();
        ways.cc.add(new Person(byAddress.name(), null, address, byAddress.mailbox()));
        maker.addOne(ways);
        maker.addOne(chat(cast.twoPhones.get(0), cast.twoPhones.get(1)));
        maker.addOne(chat(plain, plain));
    }

    /** One group with each kind of person, and one copy for each owner among the first six. */
    private void everybody() {
        Draft all = chat(plain, cast.outsiders.get(5));
        all.group = "全体员工 / All hands";
        all.to.addAll(cast.regular.subList(1, cast.regular.size()));
        all.to.addAll(cast.twoPhones);
        all.cc.add(cast.guest);
        all.cc.add(cast.shared);
        maker.addCopies(all, 6);
    }

    private void noRecipient() {
        Draft alone = new Draft(MessageKind.SWITCH, plain, List.of());
        maker.addOne(alone.text("Switched to another company."));
    }

    private Draft chat(Person from, Person to) {
        return new Draft(MessageKind.TEXT, from, List.of(to)).text(maker.words.sentence());
    }
}
