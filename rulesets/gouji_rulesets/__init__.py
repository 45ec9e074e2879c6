"""The rulesets and editions that come with gouji, as YAML."""

EDITIONS = ("editions/gov-2019.yaml", "editions/gov-2021.yaml")
"""The official formats, oldest first."""

REGIONS = "regions.yaml"
"""Provinces and prefecture-level places, to see where a unit is."""

RULESETS = {
    "national-common": ("national-common.yaml", "国家统一格式：两版共有的规则"),
    "national-2019": ("national-2019.yaml", "国家统一格式（2019年试行）"),
    "national-2021": ("national-2021.yaml", "国家统一格式（2021年修订）"),
    "anhui": ("provinces/anhui.yaml", "安徽省"),
    "beijing": ("provinces/beijing.yaml", "北京市"),
    "chongqing": ("provinces/chongqing.yaml", "重庆市"),
    "fujian": ("provinces/fujian.yaml", "福建省"),
    "gansu-wuwei": ("provinces/gansu-wuwei.yaml", "甘肃省武威市"),
    "guangdong": ("provinces/guangdong.yaml", "广东省"),
    "hubei": ("provinces/hubei.yaml", "湖北省"),
    "hunan-huaihua": ("provinces/hunan-huaihua.yaml", "湖南省怀化市"),
    "hunan-yueyang": ("provinces/hunan-yueyang.yaml", "湖南省岳阳市"),
    "jiangsu-suqian": ("provinces/jiangsu-suqian.yaml", "江苏省宿迁市（部门政务公开考核扣分）"),
    "jiangsu-xishan": ("provinces/jiangsu-xishan.yaml", "江苏省无锡市锡山区"),
    "jilin-changchun": ("provinces/jilin-changchun.yaml", "吉林省长春市"),
    "shandong-qingdao": ("provinces/shandong-qingdao.yaml", "山东省青岛市"),
    "shanghai": ("provinces/shanghai.yaml", "上海市"),
    "sichuan": ("provinces/sichuan.yaml", "四川省（地方标准 DB51/T 2660—2019）"),
    "zhejiang": ("provinces/zhejiang.yaml", "浙江省"),
}
"""(file, title) of the rulesets by id. Those in `provinces/` are optional: a user chooses them."""
